/**
 * Where calls go by what the service says of forwarding: today `F` to a number, `V` to voice mail, `N` or nothing to
 * neither (service, 3.4.4 and 3.7.1); the document has `0` for neither and is silent on the rest.
 */
export function forwardingKind(type: string): 'number' | 'voicemail' | 'none' {
	if (['', '0', 'N', '_'].includes(type.toUpperCase())) return 'none';
	return type.toUpperCase() === 'V' ? 'voicemail' : 'number';
}
