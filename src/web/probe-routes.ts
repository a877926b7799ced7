import type { Express } from 'express';
import type { Probes } from './probes.ts';
import { sendText } from './send-text.ts';

export function addProbeRoutes(app: Express, probes: Probes): void {
  app.get('/-/healthy', (_request, response) => {
    const standing = probes.standsStill();
    if (standing === undefined) sendText(response, 200, 'healthy');
    else sendText(response, 503, `not healthy: ${standing} stands still`);
  });
  app.get('/-/ready', (_request, response) => {
    if (probes.isReady()) sendText(response, 200, 'ready');
    else sendText(response, 503, 'not ready: /metrics does not show every account yet');
  });
}
