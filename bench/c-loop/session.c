/*
 * The plain case by hand: one player, one request at a time, policy bb. The model and the log are those of
 * src/engine/sequential-lane.ts, the same terms in the same order; but written for this case alone, by one who wants nothing
 * else and wants it fast. Left out is what the case measured does not have: viewers who leave, latency that changes along the
 * trace, segments larger than all that the trace carries in one period, and a word for why a session failed.
 */
#include "session.h"

#include <math.h>

static double larger(double a, double b) { return a > b ? a : b; }
static double smaller(double a, double b) { return a < b ? a : b; }

/* Seconds by which a sum of durations may miss a threshold that it meets on paper. */
#define ROUNDING 1e-9

static int level_of(const Bb *bb, double buffer, int top) {
  if (buffer < bb->reservoir) return 0;
  if (buffer >= bb->reservoir + bb->cushion) return top;
  return (int)(top * (buffer - bb->reservoir) / bb->cushion);
}

static void enter(Log *log, int state, double time, double position) {
  int row = log->states++;
  log->time[row] = time;
  log->state[row] = (unsigned char)state;
  log->position[row] = position;
  log->rate[row] = 1;
}

double simulate(const Case *c, Log *log) {
  const double *bandwidths = c->bandwidths, *ends = c->ends;
  const int rows = c->rows, top = c->levels - 1;
  double now = 0, buffered_end = 0, anchor_time = 0, anchor_position = 0;
  int moving = 0, started = 0;
  /* The interval of the trace that was looked at last, and where in the session this loop through the trace begins. */
  int row = 0, loop = 0;
  double origin = 0, row_end = ends[0];

  log->requests = log->states = 0;
  enter(log, STARTING, 0, 0);
  for (int segment = 0; segment < c->segments; segment++) {
    const double duration = c->durations[segment];

    /* 1. Room. */
    double room = larger(0, c->max_buffer - duration);
    double decided = now;
    double buffer = larger(0, buffered_end - (moving ? anchor_position + (now - anchor_time) : anchor_position));
    if (buffer > room) {
      if (!moving) {
        moving = started = 1;
        anchor_time = now;
        enter(log, PLAYING, now, anchor_position);
      }
      decided = larger(now, anchor_time + (buffered_end - room - anchor_position));
      buffer = room;
    }

    /* 2. Decision. */
    int level;
    const char *reason;
    if (segment == 0) {
      level = c->bb.first_level < top ? c->bb.first_level : top;
      reason = "first segment";
    } else {
      level = level_of(&c->bb, buffer, top);
      reason = "buffer";
    }
    double size = c->sizes[segment * c->levels + level];
    double before =
        larger(0, buffered_end - (moving ? anchor_position + (decided - anchor_time) : anchor_position));

    /* 3. Transfer. */
    double first_byte = decided + c->rtt;
    double give_up = decided + c->starved_after;
    double end = first_byte;
    double remaining = size;
    while (row_end <= end) {
      if (++row == rows) {
        row = 0;
        origin = ++loop * c->period;
      }
      row_end = origin + ends[row];
    }
    for (;;) {
      double available = bandwidths[row] * (row_end - end);
      if (available >= remaining || end > give_up) break;
      remaining -= available;
      end = row_end;
      if (++row == rows) {
        row = 0;
        origin = ++loop * c->period;
      }
      row_end = origin + ends[row];
    }
    end = smaller(end + remaining / bandwidths[row], row_end);
    int cut = end > give_up;
    if (cut) end = give_up;

    /* 4. Stall. */
    if (moving) {
      double dry = anchor_time + (buffered_end - anchor_position);
      if (dry < end) {
        moving = 0;
        anchor_time = dry;
        anchor_position = buffered_end;
        enter(log, REBUFFERING, dry, buffered_end);
      }
    }

    /* 5. Arrival. */
    now = end;
    if (!cut) buffered_end += duration;
    double after = larger(0, buffered_end - (moving ? anchor_position + (now - anchor_time) : anchor_position));
    int at = log->requests++;
    log->segment[at] = segment;
    log->level[at] = level;
    log->size[at] = size;
    log->received[at] = size;
    log->decided[at] = decided;
    log->requested[at] = decided;
    log->first_byte[at] = first_byte;
    log->finished[at] = end;
    log->buffer_before[at] = before;
    log->buffer_after[at] = after;
    log->estimate[at] = NAN;
    log->outcome[at] = cut ? STARVED : DELIVERED;
    log->reason[at] = reason;
    if (cut) return now;
    double enough = started ? c->resume_buffer : c->startup_buffer;
    if (!moving && (segment == c->segments - 1 || after + ROUNDING >= enough)) {
      moving = started = 1;
      anchor_time = now;
      enter(log, PLAYING, now, anchor_position);
    }
  }
  now = anchor_time + (buffered_end - anchor_position);
  enter(log, ENDED, now, anchor_position + (now - anchor_time));
  return now;
}
