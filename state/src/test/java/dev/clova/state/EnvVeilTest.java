package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EnvVeilTest {

  @Test
  void whatIsInTheEnvIsHiddenAndNothingElse() {
    assertEquals(
        """
        targets = ["vps"]
        [vars]
        domain = "example.org"
        [env]
        HOST = "{{ services.db.host }}•••••"
        PASSWORD = "•••• ••••"
        # OLD =••••
        LONG = \"""
        •••••••
        •••••
        \"""
        [command]
        start = "./run"
        """,
        EnvVeil.of(
            """
            targets = ["vps"]
            [vars]
            domain = "example.org"
            [env]
            HOST = "{{ services.db.host }}:5432"
            PASSWORD = "s3cr et!!"
            # OLD =1234
            LONG = \"""
            [other]
            a = b
            \"""
            [command]
            start = "./run"
            """
                .replace("a = b", "a=bcd")));
    assertEquals("[env] # A =••\nA =••", EnvVeil.of("[env] # A =12\nA =34"));
    assertEquals("[env]A =••\nB =••", EnvVeil.of("[env]A =12\nB =34"));
    assertEquals("[env]\n[x] # y=1\nB =34", EnvVeil.of("[env]\n[x] # y=1\nB =34"));
    assertEquals(
        "[env]\nA = '\"\"\"'\nB = \"\"\"\n•••\n\"\"\"\n[x]",
        EnvVeil.of("[env]\nA = '\"\"\"'\nB = \"\"\"\n[y]\n\"\"\"\n[x]"));
    assertEquals("env.A =••••\nx = 1", EnvVeil.of("env.A =1234\nx = 1"));
    assertEquals("env =•••\\u•••••", EnvVeil.of("env ={A=\\u0041}"));
  }
}
