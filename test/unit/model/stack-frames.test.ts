import { expect, test } from '@jest/globals';
import { stackFrames } from '../../../src/model/stack-frames.ts';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

test('an error is told by its kind and where it was thrown, without its message', () => {
  const frames = stackFrames(parse('{"SecretAccessKey": wJalrXUtnFEMI'));

  expect(frames).toMatch(/^SyntaxError\n {4}at JSON\.parse \(<anonymous>\)\n {4}at parse \(.*stack-frames\.test/);
  expect(frames).not.toContain('wJalr');
});

test('a message of several lines is left out too, also where they look like frames', () => {
  const frames = stackFrames(new Error('one\n    at wJalrXUtnFEMI (file.js:1:2)\nthree'));

  expect(frames).not.toMatch(/one|wJalr|three/);
  expect(frames).toMatch(/^Error\n {4}at .*stack-frames\.test/);
});

test('what is no error has no frames', () => {
  expect(stackFrames('wJalrXUtnFEMI')).toBeUndefined();
});
