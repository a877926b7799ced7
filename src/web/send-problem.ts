import type { Response } from 'express';
import { PROBLEM_TYPE, problemBody, type ProblemDetails } from '../api/problem.ts';

export function sendProblem(response: Response, problem: ProblemDetails): void {
  response
    .status(problem.status)
    .type(PROBLEM_TYPE)
    .send(`${JSON.stringify(problemBody(problem))}\n`);
}
