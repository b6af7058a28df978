namespace CollabBot.Tests.Harness;

/// <summary>Real time, for waiting on real processes only.</summary>
internal static class TestTime
{
#pragma warning disable RS0030 // Other processes run on the wall clock
    public static TimeProvider Real => TimeProvider.System;
#pragma warning restore RS0030
}
