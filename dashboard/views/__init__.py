"""One page each, thin: read the state, ask the core, show the parts."""
