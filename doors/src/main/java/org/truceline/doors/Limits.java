package org.truceline.doors;

/**
 * How often one sender may ask.
 *
 * @param address requests from one address: a whole office may sit behind it
 * @param account requests of one person
 * @param token requests of one program, each of which may bring many reports
 * @param tries passphrases tried for one account from anywhere: slow enough against guessing, and
 *     never shut for the owner
 * @param refused cookies and tokens from one address that were none
 */
public record Limits(Rate address, Rate account, Rate token, Rate tries, Rate refused) {
  public static final Limits DEFAULT =
      new Limits(
          new Rate(600, 1_200),
          new Rate(300, 600),
          new Rate(1_000, 6_000),
          new Rate(30, 6),
          new Rate(30, 10));
}
