// Where the tiles of the picture of the point stand, four in a square with room for words under each, in units of a tile.
export const TILES = { left: 0, right: 1.06, upper: 1.22, lower: 0 } as const;
