using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dutchbook.Detection;

/// <summary>
/// Asks for memory that will be needed soon. It changes nothing but time: the address is not read, so that it does no harm
/// if the collector moves the array meanwhile, and processors without the instruction skip it.
/// </summary>
internal static class Prefetch
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Near<T>(ref T place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }
}
