export function startBoxes() {}
