/** Names in the certificate of a client: as Node.js writes them, and as a list of names has them. */
import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { clientNames, hasAllowedName } from '../../../src/web/client-names.ts';
import { certificate } from '../../support/certificates.ts';

const NAMES = [
  'DNS:one.example',
  'email:ops@example.com',
  'URI:spiffe://example/prometheus',
  'IP:10.0.0.1',
  'IP:2001:db8:0:0:0:0:0:a',
];

function alternativeNames(...names: readonly string[]): string | undefined {
  return new X509Certificate(certificate({ name: 'client', names }).certificate).subjectAltName;
}

test('every kind of name is read from a certificate', () => {
  expect(clientNames(alternativeNames(...NAMES))).toEqual([
    'one.example',
    'ops@example.com',
    'spiffe://example/prometheus',
    '10.0.0.1',
    '2001:db8::a',
  ]);
  expect(clientNames(alternativeNames())).toEqual([]);
});

test.each(['one.example', 'ops@example.com', 'spiffe://example/prometheus', '10.0.0.1', '2001:DB8:0::A'])(
  'one of them is enough: %s',
  (name) => {
    expect(hasAllowedName(alternativeNames(...NAMES), ['other', name])).toBe(true);
  },
);

test.each(['two.example', 'ONE.EXAMPLE', '*.example', 'one', '10.0.0.10', ''])(
  'another name is not enough: "%s"',
  (name) => {
    expect(hasAllowedName(alternativeNames(...NAMES), [name])).toBe(false);
  },
);

test.each([
  'DNS:evil, DNS:one.example',
  'URI:http://x/, DNS:one.example',
  'DNS:a", DNS:one.example',
  'email:"one.example"@x',
])('one name cannot pass for two: %s', (name) => {
  expect(hasAllowedName(alternativeNames(name), ['one.example'])).toBe(false);
});
