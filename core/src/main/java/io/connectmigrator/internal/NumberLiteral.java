package io.connectmigrator.internal;

import java.math.BigDecimal;

/**
 * A JSON number that no {@code Long}, {@code BigInteger} or {@code Double} would print as it was written, such as
 * {@code 1.10} or {@code 1E5}. It prints exactly as it was read.
 */
public final class NumberLiteral extends Number {

    private static final long serialVersionUID = 1L;

    private final String text;

    NumberLiteral(String text) {
        this.text = text;
    }

    /** {@return whether the number has neither fraction nor exponent} */
    public boolean isInteger() {
        return text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    }

    @Override
    public int intValue() {
        return toBigDecimal().intValue();
    }

    @Override
    public long longValue() {
        return toBigDecimal().longValue();
    }

    @Override
    public float floatValue() {
        return Float.parseFloat(text);
    }

    @Override
    public double doubleValue() {
        return Double.parseDouble(text);
    }

    private BigDecimal toBigDecimal() {
        return new BigDecimal(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberLiteral that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
