/*
 * GEOS on the work that PeersFiles wrote: signed offsets on a plane in metres, positive on the left,
 * of fixes against two versions of a line.
 *
 *   geos FOLDER CHECKED RUNS
 *
 * reads line-one.csv, line-two.csv and fixes.csv there; writes runs-geos.csv there, and the answers
 * of the first CHECKED fixes into answers-geos-*.csv.
 *
 * Reading, building the indexes and one run to warm up are not timed; RUNS runs are. GEOS is used
 * through its C API, with plain C for what is not GEOS's work, so that nothing stands between.
 */
#include <geos_c.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* More places than this in a file are a mistake. */
enum { MOST = 10000000 };

typedef struct {
  int is_segment;
  double ax, ay, bx, by;
} item;

typedef struct {
  double *xs, *ys;
  int size;
} places;

typedef struct {
  GEOSGeometry *line;
  const GEOSPreparedGeometry *prepared;
  GEOSSTRtree *tree;
} version;

static GEOSContextHandle_t geos;
static int checked, timed_runs;

static void fail(const char *what) {
  fprintf(stderr, "geos: %s\n", what);
  exit(1);
}

static void say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
}

static FILE *open_in(const char *folder, const char *name, const char *mode) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, mode);
  if (!file) {
    perror(path);
    exit(1);
  }
  return file;
}

static places read_places(const char *folder, const char *name) {
  FILE *file = open_in(folder, name, "r");
  places read = {NULL, NULL, 0};
  int room = 0;
  double x, y;
  while (fscanf(file, "%*d,%*f,%*f,%lf,%lf", &x, &y) == 2) {
    if (read.size == room) {
      room = room ? 2 * room : 16384;
      if (room > MOST) fail("too many places");
      read.xs = realloc(read.xs, room * sizeof(double));
      read.ys = realloc(read.ys, room * sizeof(double));
      if (!read.xs || !read.ys) fail("out of memory");
    }
    read.xs[read.size] = x;
    read.ys[read.size++] = y;
  }
  fclose(file);
  if (read.size < 2) fail("a file holds fewer than two places");
  return read;
}

static double to_segment(const item *s, double x, double y) {
  double dx = s->bx - s->ax, dy = s->by - s->ay;
  double px = x - s->ax, py = y - s->ay;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? (px * dx + py * dy) / square : 0;
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  px -= t * dx;
  py -= t * dy;
  return sqrt(px * px + py * py);
}

static int item_distance(const void *one, const void *other, double *distance, void *unused) {
  (void)unused;
  const item *a = one, *b = other;
  *distance = a->is_segment ? to_segment(a, b->ax, b->ay) : to_segment(b, a->ax, a->ay);
  return 1;
}

static version make_version(places course) {
  version made;
  GEOSCoordSequence *all = GEOSCoordSeq_create_r(geos, course.size, 2);
  for (int i = 0; i < course.size; i++) {
    GEOSCoordSeq_setXY_r(geos, all, i, course.xs[i], course.ys[i]);
  }
  made.line = GEOSGeom_createLineString_r(geos, all);
  made.prepared = GEOSPrepare_r(geos, made.line);
  made.tree = GEOSSTRtree_create_r(geos, 10);
  item *items = malloc((course.size - 1) * sizeof(item));
  if (!items) fail("out of memory");
  for (int i = 0; i + 1 < course.size; i++) {
    items[i] = (item){1, course.xs[i], course.ys[i], course.xs[i + 1], course.ys[i + 1]};
    GEOSCoordSequence *two = GEOSCoordSeq_create_r(geos, 2, 2);
    GEOSCoordSeq_setXY_r(geos, two, 0, items[i].ax, items[i].ay);
    GEOSCoordSeq_setXY_r(geos, two, 1, items[i].bx, items[i].by);
    GEOSGeometry *segment = GEOSGeom_createLineString_r(geos, two);
    GEOSSTRtree_insert_r(geos, made.tree, segment, &items[i]);
    GEOSGeom_destroy_r(geos, segment);
  }
  return made;
}

/* The nearest segment, the distance to it and the side by its direction. */
static double by_segments(const version *v, const GEOSGeometry *point, double x, double y) {
  item here = {0, x, y, x, y};
  const item *s = GEOSSTRtree_nearest_generic_r(geos, v->tree, &here, point, item_distance, NULL);
  if (!s) fail("no nearest segment");
  double cross = (s->bx - s->ax) * (y - s->ay) - (s->by - s->ay) * (x - s->ax);
  double distance = to_segment(s, x, y);
  return cross >= 0 ? distance : -distance;
}

/* The distance alone: the C API does not tell which segment is nearest. */
static double by_prepared(const version *v, const GEOSGeometry *point, double x, double y) {
  (void)x;
  (void)y;
  double distance = 0;
  if (!GEOSPreparedDistance_r(geos, v->prepared, point, &distance)) fail("no distance");
  return distance;
}

typedef double method(const version *, const GEOSGeometry *, double, double);

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static void measure(const char *folder, const char *name, method *offset, const version *one,
                    const version *two, places fixes, FILE *runs) {
  char file[256];
  snprintf(file, sizeof file, "answers-%s.csv", name);
  FILE *answers = open_in(folder, file, "w");
  volatile double kept = 0;
  for (int run = 0; run <= timed_runs; run++) {
    double start = seconds();
    double sum = 0;
    for (int i = 0; i < fixes.size; i++) {
      double x = fixes.xs[i], y = fixes.ys[i];
      GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos, x, y);
      double first = offset(one, point, x, y);
      double second = offset(two, point, x, y);
      GEOSGeom_destroy_r(geos, point);
      sum += first + second;
      if (run == 0 && i < checked) fprintf(answers, "%d,%.17g,%.17g\n", i, first, second);
    }
    kept = kept + sum;
    if (run > 0) fprintf(runs, "%s,%.1f\n", name, fixes.size / (seconds() - start));
  }
  fclose(answers);
}

int main(int count, char **arguments) {
  if (count != 4) fail("usage: geos FOLDER CHECKED RUNS");
  const char *folder = arguments[1];
  checked = atoi(arguments[2]);
  timed_runs = atoi(arguments[3]);
  if (checked < 1 || timed_runs < 1) fail("CHECKED and RUNS must be numbers above zero");
  geos = GEOS_init_r();
  GEOSContext_setNoticeHandler_r(geos, say);
  GEOSContext_setErrorHandler_r(geos, say);
  version one = make_version(read_places(folder, "line-one.csv"));
  version two = make_version(read_places(folder, "line-two.csv"));
  places fixes = read_places(folder, "fixes.csv");
  FILE *runs = open_in(folder, "runs-geos.csv", "w");
  measure(folder, "geos-segments", by_segments, &one, &two, fixes, runs);
  measure(folder, "geos-prepared", by_prepared, &one, &two, fixes, runs);
  fclose(runs);
  printf("GEOS %s\n", GEOSversion());
  return 0;
}
