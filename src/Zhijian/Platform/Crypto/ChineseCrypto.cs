using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Zhijian.Platform.Crypto;

/// <summary>
/// The seam for commercial cryptography (商用密码): SM3 (GB/T 32905) and SM4-GCM (GB/T 32907), by BouncyCastle because
/// .NET has neither. A certified module (密码机) would replace this class.
/// </summary>
public static class ChineseCrypto
{
    /// <summary>HMAC-SM3 over the parts, each preceded by its length so that parts cannot be moved into each other.</summary>
    public static byte[] HmacSm3(byte[] key, params ReadOnlySpan<string?> parts)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(key));
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : bytes.Length);
            mac.BlockUpdate(length);
            mac.BlockUpdate(bytes);
        }
        var result = new byte[mac.GetMacSize()];
        mac.DoFinal(result, 0);
        return result;
    }

    public static string Sm3Hex(ReadOnlySpan<byte> data)
    {
        var digest = new SM3Digest();
        digest.BlockUpdate(data);
        var result = new byte[digest.GetDigestSize()];
        digest.DoFinal(result, 0);
        return Convert.ToHexStringLower(result);
    }

    static readonly X9ECParameters Sm2Curve = GMNamedCurves.GetByName("sm2p256v1");
    static readonly ECDomainParameters Sm2Domain = new(Sm2Curve);

    /// <summary>Whether these are the 65 bytes of an uncompressed point of the curve, in hexadecimal digits.</summary>
    public static bool IsSm2Point(string hex) => Sm2Point(hex) is not null;

    /// <summary>SM2 with SM3 (GB/T 32918.2) under the usual user id; the signature is DER in hexadecimal digits.</summary>
    public static bool VerifySm2(string publicKeyHex, byte[] data, string signatureHex)
    {
        if (Sm2Point(publicKeyHex) is not { } point || FromHex(signatureHex) is not { } signature) return false;
        var signer = new SM2Signer();
        signer.Init(false, new ECPublicKeyParameters(point, Sm2Domain));
        signer.BlockUpdate(data, 0, data.Length);
        return signer.VerifySignature(signature);
    }

    static Org.BouncyCastle.Math.EC.ECPoint? Sm2Point(string hex)
    {
        if (hex.Length != 130 || !hex.StartsWith("04", StringComparison.Ordinal) || FromHex(hex) is not { } bytes) return null;
        try { return Sm2Curve.Curve.DecodePoint(bytes); }
        catch (ArgumentException) { return null; }
    }

    static byte[]? FromHex(string hex)
    {
        try { return Convert.FromHexString(hex); }
        catch (FormatException) { return null; }
    }

    /// <summary>Nonce (12 bytes), ciphertext, tag (16 bytes) in one array.</summary>
    public static byte[] Sm4Encrypt(byte[] key, byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(12);
        return [.. nonce, .. Sm4(true, key, nonce, plain)];
    }

    public static byte[] Sm4Decrypt(byte[] key, byte[] sealed_) => Sm4(false, key, sealed_[..12], sealed_[12..]);

    static byte[] Sm4(bool encrypt, byte[] key, byte[] nonce, byte[] input)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(key), 128, nonce));
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var written = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        cipher.DoFinal(output, written);
        return output;
    }
}
