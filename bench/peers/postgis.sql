-- PostGIS on the work that PeersFiles wrote: signed offsets in metres, positive on the left, of
-- fixes against two versions of a line. Run by psql in the folder of the work, with the variables
-- checked, runs and fixes. Writes runs-postgis.csv and answers-postgis-*.csv.
--
-- Loading, building the indexes and one run to warm up are not timed; so many runs are. Everything
-- is one query in one backend, and only a sum leaves it, so that no time goes to the client.
\set ON_ERROR_STOP on
\set QUIET on
SET max_parallel_workers_per_gather = 0;
-- Compiling the query gains nothing here: the time goes to PostGIS.
SET jit = off;
SET client_min_messages = warning;

CREATE EXTENSION postgis;
-- The same plane as the others' (TransverseMercator), by PROJ.
CREATE TABLE middle (lon float8, lat float8);
\copy middle FROM 'middle.csv' CSV
INSERT INTO spatial_ref_sys (srid, proj4text)
  SELECT 990001, format(
      '+proj=tmerc +lon_0=%s +lat_0=%s +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs', lon, lat)
  FROM middle;

CREATE TABLE course_one (seq int PRIMARY KEY, lon float8, lat float8, x float8, y float8);
CREATE TABLE course_two (LIKE course_one INCLUDING ALL);
CREATE TABLE fixes (id int PRIMARY KEY, lon float8, lat float8, x float8, y float8);
\copy course_one FROM 'line-one.csv' CSV
\copy course_two FROM 'line-two.csv' CSV
\copy fixes FROM 'fixes.csv' CSV
DELETE FROM fixes WHERE id >= :fixes;
ALTER TABLE fixes
  ADD COLUMN lonlat geometry(Point, 4326),
  ADD COLUMN geom geometry(Point, 990001),
  ADD COLUMN geog geography(Point);
UPDATE fixes SET lonlat = ST_SetSRID(ST_MakePoint(lon, lat), 4326);
UPDATE fixes SET geom = ST_Transform(lonlat, 990001), geog = lonlat::geography;

-- One segment a row, with its two ends on the plane.
CREATE TABLE segments_one (
  geom geometry(LineString, 990001),
  geog geography(LineString),
  ax float8, ay float8, bx float8, by float8,
  alon float8, alat float8, blon float8, blat float8);
CREATE TABLE segments_two (LIKE segments_one);
CREATE PROCEDURE make_segments(course regclass, segments regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO %s
     SELECT ST_MakeLine(a, b), ST_MakeLine(p, q)::geography,
       ST_X(a), ST_Y(a), ST_X(b), ST_Y(b), ST_X(p), ST_Y(p), ST_X(q), ST_Y(q)
     FROM (SELECT p, q, ST_Transform(p, 990001) AS a, ST_Transform(q, 990001) AS b
       FROM (SELECT seq, p, lead(p) OVER (ORDER BY seq) AS q
         FROM (SELECT seq, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS p FROM %s) places) ends
       WHERE q IS NOT NULL ORDER BY seq) projected',
    segments, course);
END $$;
CALL make_segments('course_one', 'segments_one');
CALL make_segments('course_two', 'segments_two');
CREATE INDEX ON segments_one USING gist (geom);
CREATE INDEX ON segments_two USING gist (geom);
CREATE INDEX ON segments_one USING gist (geog);
CREATE INDEX ON segments_two USING gist (geog);
CREATE TABLE lines AS SELECT
  (SELECT ST_MakeLine(lonlat ORDER BY seq)::geography
    FROM (SELECT seq, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS lonlat FROM course_one) a) AS one,
  (SELECT ST_MakeLine(lonlat ORDER BY seq)::geography
    FROM (SELECT seq, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS lonlat FROM course_two) b) AS two;
VACUUM ANALYZE;

-- 1 left of the way from a to b, -1 right of it.
CREATE FUNCTION side(ax float8, ay float8, bx float8, by float8, x float8, y float8)
  RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  'SELECT CASE WHEN (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 THEN 1.0 ELSE -1.0 END';

CREATE VIEW "postgis-geometry" AS
  SELECT id, one.metres AS first, two.metres AS second FROM fixes f
  CROSS JOIN LATERAL (
    SELECT side(ax, ay, bx, by, ST_X(f.geom), ST_Y(f.geom)) * ST_Distance(s.geom, f.geom) AS metres
    FROM segments_one s ORDER BY s.geom <-> f.geom LIMIT 1) one
  CROSS JOIN LATERAL (
    SELECT side(ax, ay, bx, by, ST_X(f.geom), ST_Y(f.geom)) * ST_Distance(s.geom, f.geom) AS metres
    FROM segments_two s ORDER BY s.geom <-> f.geom LIMIT 1) two;

-- OFFSET 0 keeps the planner from writing the transformation out at each use.
CREATE VIEW "postgis-transform" AS
  SELECT id, one.metres AS first, two.metres AS second
  FROM (SELECT id, ST_Transform(lonlat, 990001) AS geom FROM fixes OFFSET 0) f
  CROSS JOIN LATERAL (
    SELECT side(ax, ay, bx, by, ST_X(f.geom), ST_Y(f.geom)) * ST_Distance(s.geom, f.geom) AS metres
    FROM segments_one s ORDER BY s.geom <-> f.geom LIMIT 1) one
  CROSS JOIN LATERAL (
    SELECT side(ax, ay, bx, by, ST_X(f.geom), ST_Y(f.geom)) * ST_Distance(s.geom, f.geom) AS metres
    FROM segments_two s ORDER BY s.geom <-> f.geom LIMIT 1) two;

-- The operator finds the nearest on a sphere; ST_Distance then measures on the spheroid. A sign
-- taken from longitudes and latitudes stays the same when both axes are stretched.
CREATE VIEW "postgis-geography" AS
  SELECT id, one.metres AS first, two.metres AS second FROM fixes f
  CROSS JOIN LATERAL (
    SELECT side(alon, alat, blon, blat, f.lon, f.lat) * ST_Distance(s.geog, f.geog) AS metres
    FROM segments_one s ORDER BY s.geog <-> f.geog LIMIT 1) one
  CROSS JOIN LATERAL (
    SELECT side(alon, alat, blon, blat, f.lon, f.lat) * ST_Distance(s.geog, f.geog) AS metres
    FROM segments_two s ORDER BY s.geog <-> f.geog LIMIT 1) two;

-- Distance alone.
CREATE VIEW "postgis-geography-line" AS
  SELECT id, ST_Distance(one, geog) AS first, ST_Distance(two, geog) AS second
  FROM lines CROSS JOIN fixes;

CREATE TABLE runs (name text, fixes_a_second float8);
CREATE PROCEDURE measure(name text, runs int) LANGUAGE plpgsql AS $$
DECLARE
  begun timestamptz;
  total float8;
  asked int;
BEGIN
  FOR run IN 0..runs LOOP
    begun := clock_timestamp();
    EXECUTE format('SELECT sum(first + second), count(*) FROM %I', name) INTO total, asked;
    IF run > 0 THEN
      INSERT INTO runs VALUES
        (name, asked / extract(epoch FROM clock_timestamp() - begun)::float8);
    END IF;
  END LOOP;
END $$;
CALL measure('postgis-geometry', :runs);
CALL measure('postgis-transform', :runs);
CALL measure('postgis-geography', :runs);
CALL measure('postgis-geography-line', :runs);
\copy runs TO 'runs-postgis.csv' CSV

-- psql reads no variable in \copy.
CREATE TABLE checked AS SELECT :checked AS count;
\copy (SELECT * FROM "postgis-geometry" WHERE id < (SELECT count FROM checked) ORDER BY id) TO 'answers-postgis-geometry.csv' CSV
\copy (SELECT * FROM "postgis-transform" WHERE id < (SELECT count FROM checked) ORDER BY id) TO 'answers-postgis-transform.csv' CSV
\copy (SELECT * FROM "postgis-geography" WHERE id < (SELECT count FROM checked) ORDER BY id) TO 'answers-postgis-geography.csv' CSV
\copy (SELECT * FROM "postgis-geography-line" WHERE id < (SELECT count FROM checked) ORDER BY id) TO 'answers-postgis-geography-line.csv' CSV

\pset tuples_only on
\pset format unaligned
SELECT 'PostgreSQL ' || current_setting('server_version')
  || ', PostGIS ' || postgis_lib_version() || ' (its GEOS ' || postgis_geos_version()
  || ', PROJ ' || postgis_proj_version() || ')';
