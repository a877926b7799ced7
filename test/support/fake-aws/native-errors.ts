/**
 * Jest runs a test in a realm with an `Error` of its own, so an error that Node makes, such as ECONNRESET, is not an
 * `instanceof Error` there; the SDK then wraps it and loses its code. Importing this file makes `Error` know both, so that
 * errors arrive as they do outside of jest.
 */
import { types } from 'node:util';

const isInstance = Function.prototype[Symbol.hasInstance];

Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value(this: unknown, value: unknown): boolean {
    // Subclasses inherit this method and keep the usual meaning.
    return isInstance.call(this as typeof Error, value) || (this === Error && types.isNativeError(value));
  },
});
