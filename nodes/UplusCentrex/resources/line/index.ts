import type { Resource } from '../../operation';
import { get } from './get';

export const line: Resource = { name: 'Line', value: 'line', operations: [get] };
