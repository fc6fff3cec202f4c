// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number.
 *
 * @param value a {@link Long}, a {@link BigInteger} beyond it, or a {@link Double} for what is
 *     written with a point or an exponent, including those that are not finite
 */
public record JsonNumber(Number value) implements Json {

  /** A number written with a point. */
  public static JsonNumber of(double value) {
    return new JsonNumber(value);
  }

  /** A whole number. */
  public static JsonNumber of(long value) {
    return new JsonNumber(value);
  }

  /** Whether it is written without point and exponent. */
  public boolean isWhole() {
    return !(value instanceof Double);
  }

  /** Whether it is neither NaN nor infinite. */
  public boolean isFinite() {
    return !(value instanceof Double real) || Double.isFinite(real);
  }

  /** The nearest double. */
  public double real() {
    return value.doubleValue();
  }

  /**
   * The number without its fraction.
   *
   * @throws MalformedJson when it is not finite
   */
  public BigInteger whole() {
    if (!isFinite()) {
      throw MalformedJson.shape("a number that is not finite");
    }
    return exact().toBigInteger();
  }

  /**
   * The number itself.
   *
   * @throws ArithmeticException when it is not finite
   */
  public BigDecimal exact() {
    if (value instanceof Double real) {
      if (!Double.isFinite(real)) {
        throw new ArithmeticException("not finite");
      }
      return new BigDecimal(real);
    }
    return value instanceof BigInteger big
        ? new BigDecimal(big)
        : new BigDecimal(value.longValue());
  }

  /** Whether it is this whole number, however it is written. */
  public boolean is(long number) {
    return value instanceof Long whole ? whole == number : real() == number;
  }

  @Override
  public boolean isTruthy() {
    return !is(0);
  }

  @Override
  public String kind() {
    return "number";
  }
}
