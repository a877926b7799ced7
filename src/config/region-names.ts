/** What somebody meant who wrote no code of a region: a suggestion, and never what the exporter takes. */
import { nearest } from './did-you-mean.ts';

/**
 * Codes that are known by name, with the place as AWS's console has it.
 * Source: AWS Regions and Availability Zones user guide, "AWS Regions"; the pages of the regions in China.
 */
const PLACES: Readonly<Record<string, string>> = {
  'us-east-1': 'Virginia',
  'us-east-2': 'Ohio',
  'us-west-1': 'California',
  'us-west-2': 'Oregon',
  'af-south-1': 'Cape Town',
  'ap-east-1': 'Hong Kong',
  'ap-east-2': 'Taipei',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-northeast-3': 'Osaka',
  'ap-south-1': 'Mumbai',
  'ap-south-2': 'Hyderabad',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-2': 'Sydney',
  'ap-southeast-3': 'Jakarta',
  'ap-southeast-4': 'Melbourne',
  'ap-southeast-5': 'Malaysia',
  'ap-southeast-6': 'New Zealand',
  'ap-southeast-7': 'Thailand',
  'ca-central-1': 'Canada',
  'ca-west-1': 'Calgary',
  'cn-north-1': 'Beijing',
  'cn-northwest-1': 'Ningxia',
  'eu-central-1': 'Frankfurt',
  'eu-central-2': 'Zurich',
  'eu-north-1': 'Stockholm',
  'eu-south-1': 'Milan',
  'eu-south-2': 'Spain',
  'eu-west-1': 'Ireland',
  'eu-west-2': 'London',
  'eu-west-3': 'Paris',
  'il-central-1': 'Tel Aviv',
  'me-central-1': 'UAE',
  'me-south-1': 'Bahrain',
  'mx-central-1': 'Mexico',
  'sa-east-1': 'São Paulo',
  'us-gov-east-1': 'GovCloud (US-East)',
  'us-gov-west-1': 'GovCloud (US-West)',
};

/** Those that there were when this was written: new ones come. */
export const AWS_REGIONS: readonly string[] = Object.keys(PLACES);

/** `Europe (Frankfurt)`, `eu-wset-1` and `eu-west-1a` have one; undefined: none is like it. */
export function nearestRegion(text: string): string | undefined {
  const words = wordsOf(text);
  // Canada West (Calgary) has two of them in its name, and the later one of the list tells it.
  const byPlace = AWS_REGIONS.filter((code) => ` ${words} `.includes(` ${wordsOf(PLACES[code] ?? '')} `)).at(-1);
  const zone = AWS_REGIONS.find((code) => text.toLowerCase().startsWith(code));
  return byPlace ?? zone ?? ofName(nearest(text, [...AWS_REGIONS, ...Object.values(PLACES)]));
}

function ofName(name: string | undefined): string | undefined {
  return Object.entries(PLACES).find(([, place]) => place === name)?.[0] ?? name;
}

/** Letters only, without accents: `sao paulo`. */
function wordsOf(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}
