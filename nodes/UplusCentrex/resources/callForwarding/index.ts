import type { Resource } from '../operation';
import { get } from './get';
import { set } from './set';
import { stop } from './stop';

/** Where incoming calls are forwarded to. */
export const callForwarding: Resource = { name: 'Call Forwarding', value: 'callForwarding', operations: [set, stop, get] };
