/** Everything the simulator knows, as it said last; at first, nothing. */
export let state = { settings: {}, lines: [], texts: [], calls: [], deliveries: [], requests: [], faults: [], clock: null };

/** Whether the simulator does not answer. */
export let isSilent = false;

let draw;

/** Draws the page anew, where something has changed that is not part of the state: a conversation was chosen. */
export const redraw = () => draw();

/** Draws the page now and whenever the simulator has something new to say. */
export function listen(drawPage) {
	draw = drawPage;
	draw();
	const events = new EventSource('/_simulator/events');
	events.addEventListener('message', ({ data }) => {
		state = JSON.parse(data);
		isSilent = false;
		draw();
	});
	events.addEventListener('error', () => {
		isSilent = true;
		draw();
	});
}
