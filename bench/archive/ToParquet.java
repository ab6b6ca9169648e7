import java.sql.DriverManager;

/** Turns the rows that MadeUpRows wrote into Parquet: run with DuckDB's jar on the class path. */
final class ToParquet {
  private ToParquet() {}

  /** Arguments: the file of rows, and the file to write. */
  public static void main(String[] args) throws Exception {
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement()) {
      statement.execute("SET preserve_insertion_order = true; SET memory_limit = '4GB'");
      statement.execute(
          "COPY (SELECT track, time, lon, lat, sigma_m, coalesce(party, '') AS party FROM read_csv('"
              + args[0]
              + "', header = true, types = {'time': 'TIMESTAMPTZ', 'party': 'VARCHAR'})) TO '"
              + args[1]
              + "' (FORMAT parquet, COMPRESSION zstd)");
    }
  }
}
