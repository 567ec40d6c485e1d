"""How a stranger checks a register with nothing but Python and openssl; lies beside every manifest."""

TEXT = """怎样查验这一期归档登记 / How to verify this register
======================================================

本文件夹所在的月份目录内：
  objects/        每份表格（PDF）和扫描件，文件名就是内容的 SHA-256
  seals/          每一卷的卷内目录（JSON）
  register-N/     本期登记：manifest.json 清单，manifest.sig 签名，PUBLIC-KEY.pem 公钥

1. 核对公钥。与机构公布的公钥（印在档案手册上）逐字比较；不同就不可信。
   Compare PUBLIC-KEY.pem with the key the organization has published.

2. 核对签名。 Verify the signature:
     openssl pkeyutl -verify -pubin -inkey PUBLIC-KEY.pem -rawin -in manifest.json -sigfile manifest.sig

3. 核对每个文件。在月份目录里运行： Check every file; run this in the month's folder:
     python3 - register-N/manifest.json <<'END'
     import hashlib, json, sys
     for one in json.load(open(sys.argv[1], encoding="utf-8"))["files"]:
         found = hashlib.sha256(open(one["path"], "rb").read()).hexdigest()
         print("ok     " if found == one["sha256"] else "CHANGED", one["path"])
     END

4. 核对前后相连。manifest.json 的 previous.sha256 等于上一期 manifest.json 的 SHA-256。
   previous.sha256 is the SHA-256 of the manifest.json of the register before this one.
     sha256sum ../上一月/register-N/manifest.json

5. 目录里不应有清单以外的文件（以后各期 register-N 及其文件除外）。
   There is no file that no register lists.
"""
