let pca = PrincipalComponents(of: data, count: 1)
let linear = meanSquaredError(Variable(pca.decode(pca.encode(data))), data).value.scalar
