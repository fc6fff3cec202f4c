// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ooni.backend.measurement.MeasurementUid;

class AnnouncementsTest {

  private final List<Batch> messages = new ArrayList<>();
  private boolean brokerTakes = true;
  private final Announcements announcements =
      new Announcements(
          batch -> {
            if (brokerTakes) {
              messages.add(batch);
            }
            return brokerTakes;
          });

  @Test
  void aBatchThatComesAloneGoesAtOnce() {
    announcements.add(batch(1, 3), 3);
    assertEquals(List.of(batch(1, 3)), messages);
    announcements.finished(batch(1, 3), false);
    announcements.add(batch(4, 4), 1);
    assertEquals(List.of(batch(1, 3), batch(4, 4)), messages);
  }

  @Test
  void whatComesWhileOneIsWorkedOnIsOneMessage() {
    announcements.add(batch(1, 1), 1);
    announcements.add(batch(2, 4), 3);
    announcements.add(batch(5, 9), 5);
    assertEquals(List.of(batch(1, 1)), messages);
    assertEquals(2, announcements.outstanding());
    announcements.finished(batch(1, 1), false);
    assertEquals(List.of(batch(1, 1), batch(2, 9)), messages);
    announcements.finished(batch(2, 9), false);
    assertEquals(0, announcements.outstanding());
  }

  @Test
  void whatHasGrownLargeDoesNotWait() {
    announcements.add(batch(1, 1), 1);
    announcements.add(batch(2, 101), 100);
    assertEquals(1, messages.size());
    announcements.add(batch(102, 201), 100);
    assertEquals(List.of(batch(1, 1), batch(2, 201)), messages);
    announcements.add(batch(202, 401), 200);
    assertEquals(batch(202, 401), messages.get(2));
  }

  @Test
  void theWriterIsToldWhenTooMuchWaits() {
    assertFalse(announcements.add(batch(1, 256), 256));
    for (int i = 1; i < 6; i++) {
      assertFalse(announcements.add(batch(1 + i * 256, 256 + i * 256), 256));
    }
    assertTrue(announcements.add(batch(2000, 2000), 1));
    announcements.finished(batch(1, 256), false);
    assertFalse(announcements.add(batch(2001, 2001), 1));
  }

  @Test
  void noMessageSpeaksOfMoreThanATransactionWritesCheaply() {
    announcements.add(batch(1, 1), 1);
    announcements.add(batch(2, 101), 100);
    announcements.add(batch(102, 301), 200);
    assertEquals(List.of(batch(1, 1), batch(2, 101), batch(102, 301)), messages);
  }

  @Test
  void whatTheSweepFoundIsNotJoinedWithWhatIsNew() {
    announcements.add(batch(50, 50), 1);
    announcements.add(batch(51, 51), 1);
    announcements.addAgain(List.of(batch(1, 9), batch(10, 19)));
    announcements.add(batch(52, 52), 1);
    assertEquals(List.of(batch(50, 50), batch(51, 51), batch(1, 9), batch(10, 19)), messages);
    assertEquals(Optional.of(uid(1)), announcements.oldest());
  }

  @Test
  void afterWorkInVainOnlyTheSweepAnnounces() {
    announcements.add(batch(1, 1), 1);
    announcements.add(batch(2, 2), 1);
    announcements.finished(batch(1, 1), true);
    announcements.add(batch(3, 3), 1);
    assertEquals(List.of(batch(1, 1)), messages);
    assertEquals(Optional.empty(), announcements.oldest());
    announcements.addAgain(List.of(batch(1, 3)));
    announcements.finished(batch(1, 3), false);
    announcements.add(batch(4, 4), 1);
    assertEquals(List.of(batch(1, 1), batch(1, 3), batch(4, 4)), messages);
  }

  @Test
  void whatTheBrokerDoesNotTakeIsLeftToTheSweep() {
    announcements.add(batch(1, 1), 1);
    announcements.add(batch(2, 2), 1);
    brokerTakes = false;
    announcements.finished(batch(1, 1), false);
    assertEquals(0, announcements.outstanding());
    brokerTakes = true;
    announcements.add(batch(3, 3), 1);
    assertEquals(List.of(batch(1, 1), batch(3, 3)), messages);
  }

  @Test
  void whatWasGivenUpMayStillComeToItsEnd() {
    announcements.add(batch(1, 1), 1);
    announcements.add(batch(2, 2), 1);
    announcements.forget();
    announcements.finished(batch(1, 1), false);
    assertEquals(0, announcements.outstanding());
    announcements.add(batch(3, 3), 1);
    assertEquals(List.of(batch(1, 1), batch(3, 3)), messages);
  }

  private static Batch batch(int first, int last) {
    return new Batch(uid(first), uid(last));
  }

  private static MeasurementUid uid(int number) {
    return new MeasurementUid("%010d".formatted(number));
  }
}
