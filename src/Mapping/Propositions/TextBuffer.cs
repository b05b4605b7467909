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
}
