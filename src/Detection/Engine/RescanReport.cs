namespace Dutchbook.Detection;

/// <summary>What looking at everything again found.</summary>
/// <param name="Found">Relations mispriced, or markets without a witness.</param>
/// <param name="Disagreements">Of what was looked at, what had been kept otherwise: bugs, each mended.</param>
public readonly record struct RescanReport(int Found, int Disagreements);
