// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Named values in the order in which their names first appear; of equal names the last value
 * counts. Its members may be taken out of the body only when asked for.
 */
public final class JsonObject implements Json {

  /** Up to here, comparing with every name is faster than an index. */
  private static final int FEW = 12;

  private String[] names = new String[8];
  private Json[] values = new Json[8];
  private int size;
  private NameIndex index;
  private Deferred deferred;

  /** An object without members. */
  public JsonObject() {}

  JsonObject(Deferred deferred) {
    this.deferred = deferred;
  }

  /** Adds a member, or gives the one of that name its value. */
  public JsonObject put(String name, Json value) {
    resolve();
    int position = position(name);
    if (position >= 0) {
      values[position] = value;
      return this;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size] = value;
    if (index != null) {
      index.add(names, size);
    }
    size++;
    return this;
  }

  /** Its names, in order. */
  public List<String> names() {
    resolve();
    return Collections.unmodifiableList(Arrays.asList(names).subList(0, size));
  }

  /** How many members it has. */
  public int size() {
    resolve();
    return size;
  }

  @Override
  public Json member(String name) {
    resolve();
    int position = position(name);
    return position < 0 ? JsonLiteral.MISSING : values[position];
  }

  @Override
  public Iterable<Json> each() {
    List<Json> texts = new ArrayList<>();
    names().forEach(name -> texts.add(JsonText.of(name)));
    return texts;
  }

  @Override
  public boolean isTruthy() {
    return size() > 0;
  }

  @Override
  public String kind() {
    return "object";
  }

  private int position(String name) {
    if (size <= FEW) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }
    if (index == null) {
      index = new NameIndex(names, size);
    }
    return index.find(name, names);
  }

  private void resolve() {
    if (deferred != null) {
      Deferred pending = deferred;
      deferred = null;
      pending.fill(this);
    }
  }
}
