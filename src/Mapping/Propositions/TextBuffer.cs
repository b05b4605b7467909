using System.Text;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Decodes rules and titles into one buffer that grows and is used again: the rules of the whole exchange are hundreds of
/// megabytes, and none of them need to outlive the look at them. What is returned holds until the next call.
/// </summary>
internal sealed class TextBuffer
{
    private char[] _chars = new char[2_048];

    public ReadOnlySpan<char> Read(Utf8Text text)
    {
        if (_chars.Length < text.Length)
        {
            _chars = new char[text.Length * 2];
        }

        int length = Encoding.UTF8.GetChars(text.Span, _chars);
        return _chars.AsSpan(0, length);
    }

    /// <summary>Two texts as one, with words between them.</summary>
    public ReadOnlySpan<char> Read(Utf8Text first, string between, Utf8Text second)
    {
        int most = first.Length + between.Length + second.Length;
        if (_chars.Length < most)
        {
            _chars = new char[most * 2];
        }

        int length = Encoding.UTF8.GetChars(first.Span, _chars);
        between.CopyTo(_chars.AsSpan(length));
        length += between.Length;
        length += Encoding.UTF8.GetChars(second.Span, _chars.AsSpan(length));
        return _chars.AsSpan(0, length);
    }
}
