/** For the engineer who has changed the file: is that what runs. For the auditor: which facts are read, and how often. */
import type { Settings } from '../views/settings.ts';
import { ADDRESSES } from './addresses.ts';
import { page } from './parts/layout.tsx';
import { Properties } from './parts/properties.tsx';
import type { Site } from './site.ts';

export function configPage(site: Site, { sections }: Settings): string {
  return page({
    site,
    title: 'Configuration',
    current: ADDRESSES.config,
    children: (
      <>
        <p>What is in force, without roles, external ids and patterns.</p>
        {sections.map(({ title, settings }, index) => (
          <section aria-labelledby={`section-${index}`}>
            <h2 id={`section-${index}`}>{title}</h2>
            <Properties of={settings} />
          </section>
        ))}
      </>
    ),
  });
}
