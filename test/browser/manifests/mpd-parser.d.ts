/** What tests use of mpd-parser, which ships no types. */
declare module "mpd-parser" {
  interface Piece {
    readonly resolvedUri: string;
    readonly byterange?: { readonly offset: number; readonly length: number };
  }
  export interface MpdSegment extends Piece {
    readonly duration: number;
    readonly map: Piece;
  }
  export function parse(
    text: string,
    options: { readonly manifestUri: string },
  ): {
    readonly playlists: readonly {
      readonly attributes: { readonly BANDWIDTH: number };
      readonly segments: readonly MpdSegment[];
    }[];
  };
}
