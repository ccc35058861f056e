import type { Resource } from '../operation';
import { check } from './check';
import { extendPassword } from './extendPassword';
import { get } from './get';
import { getCallStatus } from './getCallStatus';
import { getPhoneStatus } from './getPhoneStatus';

/** The line itself. */
export const line: Resource = {
	name: 'Line',
	value: 'line',
	operations: [get, getCallStatus, getPhoneStatus, extendPassword, check],
};
