/** What `--web.probe-listen-address` shows to anybody: whether the exporter lives and is ready, and nothing of what it knows. */
import type { Express } from 'express';
import type { Log } from '../model/log.ts';
import { addLastAnswers, createBareApp } from './bare-app.ts';
import { addProbeRoutes } from './probe-routes.ts';
import type { Probes } from './probes.ts';

export function createProbeApp(probes: Probes, log: Pick<Log, 'error'>): Express {
  const app = createBareApp();
  addProbeRoutes(app, probes);
  addLastAnswers(app, log);
  return app;
}
