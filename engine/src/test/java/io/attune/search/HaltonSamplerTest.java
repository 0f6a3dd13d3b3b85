package io.attune.search;

import io.attune.search.qmc.Sequence;

final class HaltonSamplerTest extends ContinuousSamplerContract {
  @Override
  SamplerSpec spec() {
    return new SamplerSpec.Qmc(Sequence.HALTON);
  }
}
