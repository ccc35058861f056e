import type { Resource } from '../../operation';
import { set } from './set';
import { stop } from './stop';

export const callForwarding: Resource = { name: 'Call Forwarding', value: 'callForwarding', operations: [set, stop] };
