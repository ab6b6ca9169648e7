package org.truceline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.truceline.console.view.Happening;

class FeedTest {
  private static final Duration SOON = Duration.ofMillis(5);
  private final Feed feed = new Feed(10, 3);

  private void publish(long index) {
    feed.publish(index, List.of(new Happening.TrackGone("t" + index)));
  }

  private List<Long> after(long index) throws InterruptedException {
    assertThat(feed.next(index, SOON)).isInstanceOf(Feed.Came.class);
    return ((Feed.Came) feed.next(index, SOON)).news().stream().map(Feed.News::index).toList();
  }

  @Test
  void newsComesInOrderFromWhereAConsoleWas() throws InterruptedException {
    publish(11);
    publish(14);
    assertThat(after(10)).containsExactly(11L, 14L);
    assertThat(after(11)).containsExactly(14L);
    assertThat(after(12)).containsExactly(14L);
    assertThat(after(14)).isEmpty();
  }

  @Test
  void whatTheBacklogNoLongerHoldsIsAResetAndNeverAGap() throws InterruptedException {
    for (long i = 11; i <= 15; i++) {
      publish(i);
    }
    assertThat(after(12)).containsExactly(13L, 14L, 15L);
    assertThat(feed.next(11, SOON)).isEqualTo(new Feed.Reset(15));
    assertThat(feed.next(9, SOON)).isEqualTo(new Feed.Reset(15));
  }

  @Test
  void aPlaceAheadOfTheRecordIsAReset() throws InterruptedException {
    assertThat(feed.next(99, SOON)).isEqualTo(new Feed.Reset(10));
  }

  @Test
  void newsThatDoesNotGoOnIsRefused() {
    publish(11);
    assertThatThrownBy(() -> publish(11)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Feed(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWaitingConsoleIsWokenByNewsAndByTheEnd() throws Exception {
    CompletableFuture<Feed.Next> waiting = waiting();
    publish(11);
    assertThat(waiting.get(5, TimeUnit.SECONDS)).isInstanceOf(Feed.Came.class);
    CompletableFuture<Feed.Next> last = waiting();
    feed.close();
    assertThat(last.get(5, TimeUnit.SECONDS)).isEqualTo(new Feed.Closed());
  }

  private CompletableFuture<Feed.Next> waiting() {
    long after = feed.latest();
    return CompletableFuture.supplyAsync(() -> {
      try {
        return feed.next(after, Duration.ofSeconds(30));
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    });
  }

  @Test
  void everyConsoleIsHandedTheVerySameBytes() throws InterruptedException {
    publish(11);
    Feed.News one = ((Feed.Came) feed.next(10, SOON)).news().getFirst();
    Feed.News other = ((Feed.Came) feed.next(10, SOON)).news().getFirst();
    assertThat(one.encoded()).isSameAs(other.encoded());
    assertThat(new String(one.encoded(), StandardCharsets.UTF_8))
        .isEqualTo(
            "id: 11\nevent: news\ndata:"
                + " {\"index\":11,\"happenings\":[{\"what\":\"track-gone\",\"of\":\"t11\"}]}\n\n");
  }

  @Test
  void aConsoleFarBehindIsHandedALittleAtATime() throws InterruptedException {
    Feed long_ = new Feed(-1, 500);
    for (int i = 0; i < 200; i++) {
      long_.publish(i, List.of(new Happening.LineChanged()));
    }
    assertThat(((Feed.Came) long_.next(-1, SOON)).news()).hasSize(Feed.MOST_AT_ONCE);
  }
}
