/** Told at the start, and in place of what Node.js prints at the first connection. */
export const UNCHECKED_CERTIFICATES =
  'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of certificates, so that anybody in between can read and change what AWS says: take it away, and name the CA by AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS';
