/** IP addresses and blocks of them (CIDR). No pattern looks ahead, since Helm compiles them with Go. */
import { z } from 'zod';

const BYTE = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = `${BYTE}(\\.${BYTE}){3}`;
/** The form alone: how often "::" stands there, and for how much, is for Kubernetes to count. */
const IPV6 = `[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){1,7}:([0-9a-fA-F]{0,4}|${IPV4})`;

export const ipAddress = z.string().regex(new RegExp(`^(${IPV4}|${IPV6})$`));
export const ipBlock = z
  .string()
  .regex(new RegExp(`^(${IPV4}/(3[0-2]|[12]?[0-9])|${IPV6}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$`));
