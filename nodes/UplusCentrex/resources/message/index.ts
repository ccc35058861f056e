import type { Resource } from '../../operation';
import { send } from './send';

export const message: Resource = { name: 'Text Message', value: 'message', operations: [send] };
