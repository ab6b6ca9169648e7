package org.truceline.console;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truceline.console.Door.Served;
import org.truceline.console.Feature.Span;
import org.truceline.terms.Place;

/**
 * OGC API Features, part 1 (OGC 17-069r4): the line, what is judged and what happened, as map
 * programs read it live.
 */
final class FeatureAnswers {
  static final String JSON = "application/json";
  static final String GEOJSON = "application/geo+json";

  private static final String OPENAPI = "application/vnd.oai.openapi+json;version=3.1";
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final String CLASSES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";

  /** A name of this server that a link may begin with; whoever asks wrote it. */
  private static final String HOST = "[A-Za-z0-9.:\\[\\]-]{1,255}";

  private final Views views;
  private final Features features;
  private final Catalogue catalogue;
  private final Refusals refusals;

  FeatureAnswers(Views views, Catalogue catalogue, Refusals refusals) {
    this.views = views;
    this.features = new Features(views);
    this.catalogue = catalogue;
    this.refusals = refusals;
  }

  List<Served> served() {
    return List.of(
        new Served(Routes.OGC, plain(this::landing)),
        new Served(Routes.OGC_CONFORMANCE, plain(this::conformance)),
        new Served(Routes.OGC_COLLECTIONS, plain(this::collections)),
        new Served(Routes.OGC_COLLECTION, plain(this::collection)),
        new Served(Routes.OGC_ITEMS, this::items),
        new Served(Routes.OGC_ITEM, plain(this::item)));
  }

  /** A handler that takes no parameters, and says so. */
  private Handler plain(Handler handler) {
    return ctx -> {
      Optional<FeatureQuery.Asked> odd = FeatureQuery.findOdd(ctx.queryParamMap(), Set.of());
      if (odd.isPresent() && odd.get() instanceof FeatureQuery.Wrong wrong) {
        refuse(ctx, wrong);
      } else {
        handler.handle(ctx);
      }
    };
  }

  private void refuse(Context ctx, FeatureQuery.Wrong wrong) {
    refusals.refuse(ctx, 400, wrong.message(), wrong.original());
  }

  private void landing(Context ctx) throws IOException {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", views.mission().name().byLanguage().getOrDefault(language(ctx), "Truceline"));
    page.put("description", views.mission().notice().byLanguage().getOrDefault(language(ctx), ""));
    page.put(
        "links",
        List.of(
            link(ctx, "self", JSON, "/ogc"),
            link(ctx, "service-desc", OPENAPI, Routes.OPENAPI.path()),
            link(ctx, "conformance", JSON, "/ogc/conformance"),
            link(ctx, "data", JSON, "/ogc/collections")));
    answer(ctx, JSON, page);
  }

  private void conformance(Context ctx) throws IOException {
    answer(ctx, JSON, Map.of("conformsTo", List.of(CLASSES + "core", CLASSES + "geojson")));
  }

  private void collections(Context ctx) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("links", List.of(link(ctx, "self", JSON, "/ogc/collections")));
    all.put(
        "collections",
        Arrays.stream(FeatureLayer.values()).map(layer -> described(ctx, layer)).toList());
    answer(ctx, JSON, all);
  }

  private void collection(Context ctx) throws IOException {
    Optional<FeatureLayer> layer = layer(ctx);
    if (layer.isPresent()) {
      answer(ctx, JSON, described(ctx, layer.get()));
    }
  }

  private Map<String, Object> described(Context ctx, FeatureLayer layer) {
    String language = language(ctx);
    String path = "/ogc/collections/" + layer.id();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", layer.id());
    described.put("title", said(language, layer.title()));
    described.put("description", said(language, layer.what(), Features.MOST_EPISODES));
    described.put("itemType", "feature");
    described.put("crs", List.of(CRS84));
    extent(layer).ifPresent(extent -> described.put("extent", extent));
    described.put(
        "links",
        List.of(link(ctx, "self", JSON, path), link(ctx, "items", GEOJSON, path + "/items")));
    return described;
  }

  /** Where the line is; what moves may be anywhere. */
  private Optional<Map<String, Object>> extent(FeatureLayer layer) {
    if (layer == FeatureLayer.JUDGEMENTS || layer == FeatureLayer.INCIDENTS) {
      return Optional.empty();
    }
    List<Place> places =
        features.list(layer, Span.ALWAYS).stream()
            .flatMap(feature -> feature.places().stream())
            .toList();
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Map.of("spatial", Map.of("bbox", List.of(Box.around(places).degrees()), "crs", CRS84)));
  }

  private void items(Context ctx) throws IOException {
    Optional<FeatureLayer> layer = layer(ctx);
    if (layer.isEmpty()) {
      return;
    }
    switch (FeatureQuery.read(ctx.queryParamMap())) {
      case FeatureQuery.Wrong wrong -> refuse(ctx, wrong);
      case FeatureQuery.Good(var query) -> answer(ctx, GEOJSON, page(ctx, layer.get(), query));
    }
  }

  private Map<String, Object> page(Context ctx, FeatureLayer layer, FeatureQuery query) {
    Instant asOf = views.live().asOf();
    List<Feature> matched =
        features.list(layer, query.when()).stream()
            .filter(one -> one.isIn(query.box(), query.when()))
            .toList();
    List<Feature> returned = matched.stream().skip(query.offset()).limit(query.limit()).toList();
    String path = "/ogc/collections/" + layer.id();
    List<Map<String, String>> links = new ArrayList<>();
    links.add(link(ctx, "self", GEOJSON, path + "/items" + query.at(query.offset())));
    links.add(link(ctx, "collection", JSON, path));
    int next = query.offset() + query.limit();
    if (next < matched.size()) {
      links.add(link(ctx, "next", GEOJSON, path + "/items" + query.at(next)));
    }
    if (query.offset() > 0) {
      int before = Math.max(0, query.offset() - query.limit());
      links.add(link(ctx, "prev", GEOJSON, path + "/items" + query.at(before)));
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("type", "FeatureCollection");
    page.put("timeStamp", asOf);
    page.put("numberMatched", matched.size());
    page.put("numberReturned", returned.size());
    page.put("links", links);
    page.put("features", returned.stream().map(Feature::json).toList());
    return page;
  }

  private void item(Context ctx) throws IOException {
    Optional<FeatureLayer> layer = layer(ctx);
    if (layer.isEmpty()) {
      return;
    }
    Optional<Feature> feature = features.find(layer.get(), ctx.pathParam("item"));
    if (feature.isEmpty()) {
      refusals.refuse(ctx, 404, "console.refused.nothing");
      return;
    }
    String path = "/ogc/collections/" + layer.get().id();
    Map<String, Object> json = feature.get().json();
    json.put(
        "links",
        List.of(
            link(ctx, "self", GEOJSON, path + "/items/" + feature.get().id()),
            link(ctx, "collection", JSON, path)));
    answer(ctx, GEOJSON, json);
  }

  /** The layer that is asked for; where there is none, that has been said. */
  private Optional<FeatureLayer> layer(Context ctx) {
    Optional<FeatureLayer> layer = FeatureLayer.find(ctx.pathParam("collection"));
    if (layer.isEmpty()) {
      refusals.refuse(ctx, 404, "console.refused.nothing");
    }
    return layer;
  }

  private static void answer(Context ctx, String type, Object value) throws IOException {
    FileAnswers.bytes(ctx, type, Json.bytes(value));
  }

  /** Map programs want whole addresses. */
  private static Map<String, String> link(Context ctx, String rel, String type, String path) {
    String host = ctx.host();
    String start = host != null && host.matches(HOST) ? ctx.scheme() + "://" + host : "";
    Map<String, String> link = new LinkedHashMap<>();
    link.put("href", start + path);
    link.put("rel", rel);
    link.put("type", type);
    return link;
  }

  private static String language(Context ctx) {
    String accepted = ctx.header("Accept-Language");
    return accepted != null && accepted.startsWith("ko") ? "ko" : "en";
  }

  private String said(String language, String key, Object... values) {
    return catalogue.said(key, values).byLanguage().getOrDefault(language, "");
  }
}
