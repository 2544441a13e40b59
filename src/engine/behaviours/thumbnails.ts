import type { ThumbnailSettings } from "../../model/settings/index.js";
import type { Behaviour, SessionControl } from "../session-control.js";
import { spriteCount, spriteSizes, spritesAround } from "./sprites.js";

/**
 * Pictures for trick play, which compete with media on the link (003 section 2.5): for the beginning when the session
 * starts, and around the target of each seek. Or, with `file`, all in one at the start (BIF, on televisions).
 */
export function thumbnails(settings: ThumbnailSettings): Behaviour {
  return (session) => {
    session.at(session.now, () => {
      const { file } = settings;
      if (file === undefined) fetchSprites(session, settings);
      else session.fetchOther({ kind: "thumbnail", size: file, resource: "thumbnails/all" });
    });
  };
}

/**
 * Fetches each sprite once, in the order in which they were wanted, so many at once. One that failed is fetched
 * again when it is wanted again; memory running low clears those held (003 section 5.3).
 */
function fetchSprites(session: SessionControl, settings: ThumbnailSettings): void {
  const count = spriteCount(settings, session.video.duration);
  const sizes = spriteSizes(settings, count, session.random("thumbnails"));
  const held = new Set<number>();
  const underWay = new Set<number>();
  let queue: number[] = [];

  const fetchNext = () => {
    while (underWay.size < settings.atOnce) {
      const sprite = queue.shift();
      if (sprite === undefined) return;
      underWay.add(sprite);
      session.fetchOther({
        kind: "thumbnail",
        size: sizes[sprite]!,
        resource: `thumbnails/${sprite}`,
        finished(outcome) {
          underWay.delete(sprite);
          if (outcome === "delivered") held.add(sprite);
          fetchNext();
        },
      });
    }
  };
  const look = (time: number) => {
    const wanted = spritesAround(settings, time, count);
    queue = [
      ...queue,
      ...wanted.filter((sprite) => !held.has(sprite) && !underWay.has(sprite) && !queue.includes(sprite)),
    ];
    fetchNext();
  };

  for (const event of session.settings.device?.events ?? [])
    if (event.what === "low memory") session.at(event.at, () => held.clear());
  session.listen({
    sought: (_from, to, by) => {
      if (by === "viewer") look(to);
    },
  });
  look(session.position());
}
