package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  @Test
  void anAddressSaysWhereAndWho() {
    assertEquals(
        new PostgresAddress("db.example", 5433, "my tune", "ada", Map.of("sslmode", "require")),
        PostgresAddress.parse("postgresql://ada@db.example:5433/my%20tune?sslmode=require"));
    assertEquals(
        new PostgresAddress("[::1]", 5432, "tune", System.getProperty("user.name"), Map.of()),
        PostgresAddress.parse("postgres://[::1]/tune"));
    assertTrue(PostgresAddress.is("postgresql:x") && !PostgresAddress.is("folder"));
  }

  @Test
  void theDriverIsToldAHostAPortAndADatabaseAndNothingElse() {
    PostgresAddress address =
        PostgresAddress.parse("postgresql://a%3Fb@host/x%3FsocketFactory=java.lang.Object%26y");
    assertEquals(
        "jdbc:postgresql://host:5432/x%3FsocketFactory%3Djava.lang.Object%26y", address.url());
    assertEquals("a?b", address.properties().getProperty("user"));
    assertFalse(address.properties().containsKey("socketFactory"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext",
        "socketFactoryArg=http://evil.example/x.xml",
        "sslfactory=java.lang.Object",
        "sslhostnameverifier=x",
        "authenticationPluginClassName=x",
        "loggerLevel=DEBUG",
        "loggerFile=/tmp/x.jsp",
        "jaasApplicationName=x",
        "socket%46actory=x",
        "SSLMODE=require",
        "options=-c%20x",
        "password=secret"
      })
  void anOptionThatIsNotKnownToBeHarmlessIsRefused(String option) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> PostgresAddress.parse("postgresql://a@host/x?sslmode=disable&" + option))
            .getMessage();
    assertTrue(
        message.endsWith(
            ", which may not be set there; sslcert, sslkey, sslmode, sslrootcert may. It looks like postgresql://user@host:5432/database."),
        message);
    assertFalse(message.contains("secret"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql:x                  | names no host
          postgresql://                 | is no address
          postgresql://a@host           | names no database
          postgresql://a@host/          | names no database
          postgresql://a@host/x/y       | names no database
          postgresql://a@ho st/x        | is no address
          postgresql://a@h1,h2/x        | names no host
          postgresql://a@host:99x/x     | names no host
          postgresql://a@host/x?sslmode=x | sets sslmode to "x"; it takes disable|allow|prefer|require|verify-ca|verify-full
          """)
  void whatIsNoAddressIsSaidToBeNone(String text, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PostgresAddress.parse(text))
            .getMessage();
    assertTrue(
        message.startsWith("the address of the PostgreSQL store " + why), text + ": " + message);
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotRepeated() {
    assertEquals(
        "the address of the PostgreSQL store has a password, which others can read in lists of processes and in logs; give it by PGPASSWORD or ~/.pgpass instead. It looks like postgresql://user@host:5432/database.",
        assertThrows(
                IllegalArgumentException.class,
                () -> PostgresAddress.parse("postgresql://a:secret@host/x"))
            .getMessage());
  }
}
