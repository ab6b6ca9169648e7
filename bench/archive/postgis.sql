-- The plain test by PostGIS: for the first fixes of the archive, whether each lies past both versions,
-- by the nearest segment and its side, on as many cores as there are. Run in the folder of the archive,
-- with the variable fixes. Loading and indexes are not timed.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
SET jit = off;
SET max_parallel_workers_per_gather = 8;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE EXTENSION postgis;
CREATE TABLE raw (track text, time timestamptz, lon float8, lat float8, sigma float8, party text);
\copy raw FROM 'head.csv' CSV HEADER
INSERT INTO spatial_ref_sys (srid, proj4text)
  SELECT 990001, format(
      '+proj=tmerc +lon_0=%s +lat_0=%s +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m +no_defs',
      avg(lon), avg(lat))
  FROM raw;
CREATE TABLE fixes AS SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS lonlat FROM raw;
ALTER TABLE fixes SET (parallel_workers = 8);
CREATE TABLE files (name text, body jsonb);
\set one `cat one.geojson`
\set two `cat two.geojson`
INSERT INTO files VALUES ('one', :'one'), ('two', :'two');
CREATE TABLE segments AS
  SELECT name, ST_MakeLine(geom, next) AS geom,
    ST_X(geom) AS ax, ST_Y(geom) AS ay, ST_X(next) AS bx, ST_Y(next) AS by
  FROM (SELECT name, geom, lead(geom) OVER (PARTITION BY name ORDER BY path) AS next
    FROM (SELECT name, (dump).path, ST_Transform((dump).geom, 990001) AS geom
      FROM (SELECT name, ST_DumpPoints(ST_SetSRID(ST_GeomFromGeoJSON(body), 4326)) AS dump
        FROM files) a) b) c
  WHERE next IS NOT NULL;
CREATE TABLE one AS SELECT * FROM segments WHERE name = 'one';
CREATE TABLE two AS SELECT * FROM segments WHERE name = 'two';
CREATE INDEX ON one USING gist (geom);
CREATE INDEX ON two USING gist (geom);
VACUUM ANALYZE;

\pset tuples_only on
\pset format unaligned
SELECT clock_timestamp() AS begun \gset
SELECT count(*) AS past
FROM (SELECT ST_Transform(lonlat, 990001) AS geom FROM fixes OFFSET 0) f
CROSS JOIN LATERAL (
  SELECT (bx - ax) * (ST_Y(f.geom) - ay) - (by - ay) * (ST_X(f.geom) - ax) < 0 AS past
  FROM one s ORDER BY s.geom <-> f.geom LIMIT 1) a
CROSS JOIN LATERAL (
  SELECT (bx - ax) * (ST_Y(f.geom) - ay) - (by - ay) * (ST_X(f.geom) - ax) < 0 AS past
  FROM two s ORDER BY s.geom <-> f.geom LIMIT 1) b
WHERE a.past AND b.past \gset
SELECT format('PostGIS, plain test: %s fixes in %s s, %s a second, %s past both versions',
  count(*), round(extract(epoch FROM clock_timestamp() - :'begun'::timestamptz), 1),
  round(count(*) / extract(epoch FROM clock_timestamp() - :'begun'::timestamptz)), :'past')
FROM fixes;
