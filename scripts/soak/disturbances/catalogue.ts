import { awsAnswers } from './aws-answers.ts';
import { awsReports } from './aws-reports.ts';
import type { Disturbance } from './disturbance.ts';
import { aroundProcess } from './process.ts';
import { reloads } from './reloads.ts';
import { reportFiles } from './report-files.ts';

/** Every kind of fault. */
export const DISTURBANCES: readonly Disturbance[] = [
  ...awsAnswers,
  ...awsReports,
  ...reportFiles,
  ...reloads,
  ...aroundProcess,
];
