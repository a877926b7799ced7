/** Runs a panel's transformations as Grafana does, with its own library. */
import {
  type DataFrame,
  FieldType,
  standardTransformers,
  standardTransformersRegistry,
  toDataFrame,
  transformDataFrame,
} from '@grafana/data';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';

// The library looks for a browser; it must not be there yet while the library is loaded.
Object.assign(globalThis, { window: {}, navigator: { languages: ['en-GB'], language: 'en-GB' } });

standardTransformersRegistry.setInit(() => {
  // Deprecated as a promise to plugins: they are what Grafana itself fills the registry with.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const all = Object.values(standardTransformers);
  const byId = new Map(all.map((transformation) => [transformation.id, transformation]));
  return [...byId].map(([id, transformation]) => ({
    id,
    name: transformation.name,
    transformation: () => Promise.resolve(transformation),
    editor: () => null,
    imageDark: '',
    imageLight: '',
  }));
});

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * The frame that Grafana's Prometheus data source makes of an instant vector for one of several queries of a table: a column for each
 * label of any sample. One without a sample has columns too, and no rows: for Grafana that is not "no data".
 */
export function tableFrame(refId: string, samples: readonly Sample[], time: number): DataFrame {
  const labels = [...new Set(samples.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: samples.map(() => time) },
      ...labels.map((name) => ({
        name,
        type: FieldType.string,
        values: samples.map(({ metric }) => metric[name] ?? ''),
      })),
      { name: `Value #${refId}`, type: FieldType.number, values: samples.map(({ value }) => value) },
    ],
  });
}

export type Frames = (samples: ReadonlyMap<string, readonly Sample[]>, time: number) => DataFrame[];

/** As Grafana makes them of the answers to the queries of a table, by letter. */
export const frames: Frames = (samples, time) => [...samples].map(([refId, found]) => tableFrame(refId, found, time));

/** As Grafana 9.4 does: none of an answer without rows, and where there is only one, its values are just called that. */
export const frames94: Frames = (samples, time) => {
  const made = frames(new Map([...samples].filter(([, found]) => found.length > 0)), time);
  if (made.length !== 1) return made;
  const unnamed = (name: string) => name.replace(/^Value #\w+$/, 'Value');
  return made.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => ({ ...field, name: unnamed(field.name) })),
  }));
};

export async function transformed({ transformations = [] }: Panel, made: DataFrame[]): Promise<DataFrame[]> {
  const steps = transformations.map(({ id, options }) => ({ id, options: options as unknown }));
  return new Promise((resolve, reject) => {
    transformDataFrame(steps, made).subscribe({ next: resolve, error: reject });
  });
}
