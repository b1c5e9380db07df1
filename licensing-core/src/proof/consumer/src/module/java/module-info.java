module consumer {
  requires io.github.m365licensing.core;
}
