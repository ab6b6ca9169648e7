package org.truceline.app.geopackage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.truceline.app.Language;
import org.truceline.app.compare.CompareReport;
import org.truceline.app.mission.Mission;
import org.truceline.line.Comparison;
import org.truceline.line.Marker;
import org.truceline.line.Salient;
import org.truceline.terms.Place;

/**
 * Writes a comparison as an OGC GeoPackage 1.3 (OGC 12-128r17) for a GIS: layers versions,
 * stations, salients and markers, in WGS 84.
 */
public final class GeoPackageWriter {
  /** "GPKG" in ASCII, as the standard has it (requirement 2). */
  private static final int APPLICATION_ID = 0x47504B47;

  /** Version 1.3.0. */
  private static final int USER_VERSION = 10300;

  private static final int WGS_84 = 4326;

  private static final int HEADER_BYTES = 8;

  private static final List<String> FRAME =
      List.of(
          """
          CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)\
          """,
          """
          CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY,
          data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
          REFERENCES gpkg_spatial_ref_sys(srs_id))\
          """,
          """
          CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
          geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
          m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))\
          """,
          """
          INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1,
          'undefined', NULL)\
          """,
          """
          INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined geographic SRS', 0, 'NONE', 0,
          'undefined', NULL)\
          """,
          """
          INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326,
          'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,
          AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,
          AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,
          AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', NULL)\
          """);

  private GeoPackageWriter() {}

  /**
   * Writes the file; one that stands there is replaced when the new one is whole.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(CompareReport report, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path growing = Files.createTempFile(folder, "truceline", ".gpkg");
    try {
      Files.delete(growing);
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + growing)) {
        connection.setAutoCommit(false);
        frame(connection);
        versions(connection, report);
        stations(connection, report);
        salients(connection, report);
        markers(connection, report);
        connection.commit();
      }
      Files.move(growing, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException broken) {
      throw new IOException(file + ": " + broken.getMessage(), broken);
    } finally {
      Files.deleteIfExists(growing);
    }
  }

  private static void frame(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + USER_VERSION);
      for (String sql : FRAME) {
        statement.execute(sql);
      }
    }
  }

  private static void layer(Connection connection, String name, String type, String columns)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + name
              + " (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom "
              + type
              + ", "
              + columns
              + ")");
      statement.execute(
          "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('"
              + name
              + "', 'features', '"
              + name
              + "', "
              + WGS_84
              + ")");
      statement.execute(
          "INSERT INTO gpkg_geometry_columns VALUES ('"
              + name
              + "', 'geom', '"
              + type
              + "', "
              + WGS_84
              + ", 0, 0)");
    }
  }

  private static void versions(Connection connection, CompareReport report) throws SQLException {
    layer(
        connection,
        "versions",
        "LINESTRING",
        "version TEXT, title TEXT, title_ko TEXT, sigma_m DOUBLE, source TEXT, licence TEXT,"
            + " attribution TEXT, status TEXT");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO versions (geom, version, title, title_ko, sigma_m, source, licence,"
                + " attribution, status) VALUES (?,?,?,?,?,?,?,?,'not authoritative')")) {
      for (Mission.Drawing drawing : report.drawings()) {
        insert.setBytes(1, line(drawing.version().line().places()));
        insert.setString(2, drawing.version().id().text());
        insert.setString(3, drawing.title().in(Language.EN));
        insert.setString(4, drawing.title().in(Language.KO));
        insert.setDouble(5, drawing.version().sigmaMetres());
        insert.setString(6, drawing.source());
        insert.setString(7, drawing.licence());
        insert.setString(8, drawing.attribution());
        insert.executeUpdate();
      }
    }
  }

  private static void stations(Connection connection, CompareReport report) throws SQLException {
    layer(
        connection,
        "stations",
        "POINT",
        "a TEXT, b TEXT, station_m DOUBLE, offset_m DOUBLE, sigma_m DOUBLE, agrees BOOLEAN");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO stations (geom, a, b, station_m, offset_m, sigma_m, agrees)"
                + " VALUES (?,?,?,?,?,?,?)")) {
      for (Comparison pair : report.pairs()) {
        for (Comparison.Sample sample : pair.samples()) {
          insert.setBytes(1, point(sample.place()));
          insert.setString(2, pair.a().text());
          insert.setString(3, pair.b().text());
          insert.setDouble(4, sample.stationMetres());
          insert.setDouble(5, sample.offsetMetres());
          insert.setDouble(6, sample.sigmaMetres());
          insert.setBoolean(7, sample.agrees());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void salients(Connection connection, CompareReport report) throws SQLException {
    layer(
        connection,
        "salients",
        "LINESTRING",
        "version TEXT, points_to TEXT, depth_m DOUBLE, short_cut_m DOUBLE, from_m DOUBLE,"
            + " to_m DOUBLE, hectares DOUBLE");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO salients (geom, version, points_to, depth_m, short_cut_m, from_m, to_m,"
                + " hectares) VALUES (?,?,?,?,?,?,?,?)")) {
      for (Salient salient : report.salients()) {
        insert.setBytes(1, line(List.of(salient.from(), salient.to())));
        insert.setString(2, salient.version().text());
        insert.setString(3, salient.pointsTo().name().toLowerCase(java.util.Locale.ROOT));
        insert.setDouble(4, salient.depthMetres());
        insert.setDouble(5, salient.shortCutMetres());
        insert.setDouble(6, salient.fromMetres());
        insert.setDouble(7, salient.toMetres());
        insert.setDouble(8, salient.hectares());
        insert.executeUpdate();
      }
    }
  }

  private static void markers(Connection connection, CompareReport report) throws SQLException {
    layer(connection, "markers", "POINT", "number TEXT, version TEXT, status TEXT, sigma_m DOUBLE");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO markers (geom, number, version, status, sigma_m) VALUES (?,?,?,?,?)")) {
      for (Marker marker : report.mission().book().markers()) {
        insert.setBytes(1, point(marker.place()));
        insert.setString(2, marker.number());
        insert.setString(3, marker.version().text());
        insert.setString(
            4, marker.status().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        insert.setDouble(5, marker.sigmaMetres());
        insert.executeUpdate();
      }
    }
  }

  /** The standard's header (clause 2.1.3, no envelope) before little-endian well-known binary. */
  private static ByteBuffer header(byte[] geometry) {
    ByteBuffer bytes = ByteBuffer.wrap(geometry).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.put((byte) 'G').put((byte) 'P').put((byte) 0).put((byte) 1).putInt(WGS_84);
  }

  private static byte[] point(Place place) {
    byte[] geometry = new byte[HEADER_BYTES + 21];
    header(geometry)
        .put((byte) 1)
        .putInt(1)
        .putDouble(place.lonDegrees())
        .putDouble(place.latDegrees());
    return geometry;
  }

  private static byte[] line(List<Place> places) {
    byte[] geometry = new byte[HEADER_BYTES + 9 + 16 * places.size()];
    ByteBuffer bytes = header(geometry).put((byte) 1).putInt(2).putInt(places.size());
    for (Place place : places) {
      bytes.putDouble(place.lonDegrees()).putDouble(place.latDegrees());
    }
    return geometry;
  }
}
