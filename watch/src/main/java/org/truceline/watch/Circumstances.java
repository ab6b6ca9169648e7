package org.truceline.watch;

/**
 * What is known beside the reports and bears on what they mean.
 *
 * @param activities the activities that were notified
 * @param posts the posts from which people observe
 * @param links which tracks somebody says are one body, or are not
 */
public record Circumstances(Activities activities, Posts posts, Links links) {
  /** Nothing is known beside the reports. */
  public static Circumstances none() {
    return new Circumstances(Activities.none(), Posts.none(), Links.none());
  }

  /** The same with other links. */
  public Circumstances with(Links others) {
    return new Circumstances(activities, posts, others);
  }
}
