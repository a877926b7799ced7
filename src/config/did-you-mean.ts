/** What somebody meant who mistyped a name. */
import leven, { closestMatch } from 'leven';

/** Of the longer word: how much of it may be different. Two letters that change places are two differences, as in `nmae`. */
const MOST_DIFFERENT = 0.5;
/** Fewer letters begin too many names. */
const LEAST_BEGINNING = 3;

/**
 * The known name that is most like the word, in upper or lower case, with or without dashes, or the one that goes on behind it, as
 * `roleArn` behind `role`; undefined: none is like it.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const asked = bare(word);
  const closest = closestMatch(asked, known.map(bare));
  if (closest === undefined || leven(asked, closest) > MOST_DIFFERENT * Math.max(asked.length, closest.length)) {
    const longer = asked.length < LEAST_BEGINNING ? [] : known.filter((name) => bare(name).startsWith(asked));
    return longer.length === 1 ? longer[0] : undefined;
  }
  return known.find((name) => bare(name) === closest);
}

/** `: did you mean "production"?`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const name = nearest(word, known);
  return name === undefined ? '' : `: did you mean ${name}?`;
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, '');
}
