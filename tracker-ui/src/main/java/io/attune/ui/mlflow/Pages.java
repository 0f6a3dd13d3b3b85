package io.attune.ui.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Lists in pieces; a token says where the next piece begins and means nothing to clients. */
final class Pages {
  private static final Pattern PLACE = Pattern.compile("from ([0-9]{1,9})");

  private Pages() {}

  /** The piece that is asked for, under a name, and the token of the next one if there is more. */
  static <T> Map<String, Object> answer(
      Ask ask, String name, List<T> all, int limit, Function<T, ?> view) {
    int from = Math.min(from(ask), all.size());
    int to = (int) Math.min((long) from + limit, all.size());
    OptionalLong next = to < all.size() ? OptionalLong.of(to) : OptionalLong.empty();
    return answer(name, all.subList(from, to).stream().map(view).toList(), next);
  }

  /** A piece under a name, and the token of the next one if there is more. */
  static Map<String, Object> answer(String name, List<?> piece, OptionalLong next) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, piece);
    next.ifPresent(place -> answer.put("next_page_token", token(place)));
    return answer;
  }

  /** Where the piece begins that is asked for. */
  static int from(Ask ask) {
    return ask.text("page_token").filter(t -> !t.isEmpty()).map(Pages::place).orElse(0);
  }

  private static String token(long place) {
    byte[] text = ("from " + place).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static int place(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
      var place = PLACE.matcher(text);
      if (place.matches()) {
        return Integer.parseInt(place.group(1));
      }
    } catch (IllegalArgumentException e) {
      throw wrong(token);
    }
    throw wrong(token);
  }

  private static MlflowError wrong(String token) {
    return MlflowError.invalid(
        "Invalid page token '%s'. Send back the one that came with the last page."
            .formatted(Ask.shorten(token)));
  }
}
