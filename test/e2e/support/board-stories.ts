/** Accounts as exporters tell of them, and stories about them that are told to promtool, of both Prometheus lines. */
import { describe, it } from '@jest/globals';
import { askPanels, type PanelStory } from './board-promtool.ts';
import { promtool2, promtool3 } from './tools.ts';

export const ONE = '111122223333';
export const TWO = '222233334444';
export const THREE = '333344445555';

export const info = (id: string, name: string, owner = '', instance = 'a', partition = 'aws') =>
  `aws_iam_account_info{instance="${instance}",account_id="${id}",account_name="${name}",owner="${owner}",partition="${partition}",source="aws"}`;
export const configured = (name: string, instance = 'a') =>
  `iam_credential_exporter_refresh_errors_total{instance="${instance}",account_name="${name}",fact="credential-report",reason="throttled"}`;
export const counted = (id: string, name: string, owner = '', instance = 'a') =>
  `aws_iam_check_findings{instance="${instance}",account_id="${id}",account_name="${name}",owner="${owner}",check="access-key-unused",severity="warning",status="open"}`;
export const found = (id: string, name: string, owner = '', instance = 'a', user = 'ana') =>
  `aws_iam_finding{instance="${instance}",account_id="${id}",account_name="${name}",owner="${owner}",user="${user}",key="1",check="access-key-unused",severity="warning"}`;
/** What the alert rules record of them for graphs of weeks. */
export const trended = (id: string, name: string, owner = '', check?: string, severity = 'warning') =>
  `aws_iam:${check === undefined ? 'account' : 'check'}_findings:trend{account_id="${id}",account_name="${name}",owner="${owner}",${check === undefined ? '' : `check="${check}",`}severity="${severity}"}`;
/** The same of all accounts together. */
export const trendedOfAll = (check: string, severity = 'warning') =>
  `aws_iam:all_check_findings:trend{check="${check}",severity="${severity}"}`;
export const keysOfAge = (quarters: number, id = ONE, name = 'one', owner = '') =>
  `aws_iam:active_access_keys:trend{account_id="${id}",account_name="${name}",owner="${owner}",quarters="${quarters}"}`;
/** The exporter has read the fact of the account. */
export const factRead = (name: string, fact: string, instance = 'a') =>
  `iam_credential_exporter_fact_timestamp_seconds{instance="${instance}",account_name="${name}",fact="${fact}"}`;
/** What an exporter says of itself, one target of a job; more labels come first, as `account_name="one",`. */
export const ofReplica = (family: string, job: string, instance: string, labels = '') =>
  `${family}{${labels}job="${job}",instance="${instance}"}`;

export type Stories = Readonly<Record<string, PanelStory>>;

export const promtools = { 'Prometheus 2': () => Promise.resolve(promtool2), 'Prometheus 3': promtool3 };

/** A test for each story, several at a time: each is a promtool of its own. */
export function tell(groups: Readonly<Record<string, Stories>>): void {
  describe.each(Object.entries(promtools))('%s', (_, promtool) => {
    describe.each(Object.entries(groups))('%s', (_group, stories) => {
      it.concurrent.each(Object.entries(stories))('%s', async (_name, story) => {
        await askPanels(await promtool(), [story]);
      });
    });
  });
}
