import type { Resource } from '../operation';
import { getAll } from './getAll';
import { send } from './send';
import { sendAndWait } from './sendAndWait';

/** Text messages. */
export const message: Resource = { name: 'Text Message', value: 'message', operations: [send, getAll, sendAndWait] };
