/* What a session is of and what is kept of it, as in src/model: seconds, bits and bits per second. */

typedef struct {
  double reservoir, cushion;
  int first_level;
} Bb;

typedef struct {
  int segments, levels, rows;
  double startup_buffer, resume_buffer, max_buffer, starved_after, rtt, period, bits_per_period;
  Bb bb;
  /* By segment; `sizes` by segment and level. */
  const double *durations, *sizes;
  /* The trace: by interval. */
  const double *bandwidths, *ends;
} Case;

enum { STARTING, PLAYING, REBUFFERING, ENDED = 5 };
enum { DELIVERED, STARVED = 2 };

typedef struct {
  int requests, states;
  int *segment, *level;
  double *size, *received, *decided, *requested, *first_byte, *finished, *buffer_before, *buffer_after, *estimate;
  unsigned char *outcome;
  const char **reason;
  double *time, *position, *rate;
  unsigned char *state;
} Log;

/* Returns when the session ended. */
double simulate(const Case *c, Log *log);
