// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

/**
 * A pair of objects that is being published.
 *
 * @param id number in the database
 * @param postcan name of the object of bodies
 * @param jsonl name of the object of lines; the same, unless something else was found under it
 * @param state how far it has come
 * @param measurements how many are in it; 0 until it is sealed
 * @param attempts how often its next step has failed
 */
record Can(
    long id, CanName postcan, CanName jsonl, CanState state, int measurements, int attempts) {

  HourGroup group() {
    return postcan.group();
  }

  String postcanKey() {
    return postcan.postcan();
  }

  String jsonlKey() {
    return jsonl.jsonl();
  }

  /** The same can a step further. */
  Can in(CanState next, int count) {
    return new Can(id, postcan, jsonl, next, count, 0);
  }

  @Override
  public String toString() {
    return postcan.toString();
  }
}
